"""Parts of `export_networks.py` and `export_people.py`."""
