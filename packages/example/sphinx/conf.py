project = "Paint works"
extensions = ["breachmap_docs.sphinx"]
