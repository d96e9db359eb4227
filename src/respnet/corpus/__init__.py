"""Many plans as one folder of Parquet tables, made from folders of documents."""
