"""Software: Folionest, a service for shared notes."""
