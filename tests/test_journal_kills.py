"""Kill -9 of a study with all its workers, at random moments: the same study goes on, to the same tables."""

from killed import kill_and_resume

KILLS = 2  # the long form, with 50: python tests/crash/run.py kills


def test_a_killed_study_goes_on_to_the_same_tables(tmp_path):
    """At most one chunk a worker is done again."""
    assert kill_and_resume(tmp_path, KILLS, 7, 2, 60, 0.05) == []
