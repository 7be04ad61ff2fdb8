"""The gap report as people read it: HTML, XLSX, PDF."""
