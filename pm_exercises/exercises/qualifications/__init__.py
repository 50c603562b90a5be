"""The exercises of the Qualifications module: Thymeboard meal kits."""
