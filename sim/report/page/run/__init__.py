"""What the page of a run tells: results, evidence and provenance as sections of plain parts."""
