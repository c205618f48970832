"""The statutory forms of 2019 and 2021 as data, and their loader."""
