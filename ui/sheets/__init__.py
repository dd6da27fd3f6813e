"""Official spreadsheets: read as offices write them, checked as a whole, imported all or not at all.

``cells`` and ``files`` turn bytes into rows of cells, ``headers`` finds the columns, ``fields`` judges a
cell, ``importing`` runs an import; ``views``, ``api`` and the command ``import_sheet`` are its three
interfaces.
"""
