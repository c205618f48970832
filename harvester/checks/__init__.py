"""The arithmetic of one report (勾稽关系)."""
