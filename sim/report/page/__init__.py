"""The report page: one HTML file that opens offline. `parts` says what a page is made of, `writing` writes it.

Any study makes its own page of the same parts:

    page = Page(title, question, answer, figures, [Section("left", "Who is left behind", [Table(...), Picture(...)])])
    write_page(page, folder)

`picture_of(folder, "sweep")` is the picture that a study has drawn there, with its words; `run.page.run_page` is the
page of a run, and its sections (`evidence_section`, `again_section`) may stand in any other.
"""
