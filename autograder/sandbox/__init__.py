"""What runs a learner's code: a warm process inside namespaces of its own, forked per submission.

Nothing in this package knows a test, a key or another learner's work, and nothing it says is
believed: what comes out of a sandbox is data, checked and limited on the other side.
"""
