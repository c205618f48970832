"""``python -m harvester``: the command, where its script is not on the path."""

from harvester.cli import main

if __name__ == "__main__":  # a worker process imports this module, too
    main()
