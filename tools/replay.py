"""Play a real grocer's orders through the whole chain: ``make replay N=500``.

The parts are in the folder ``replay/``; ``replay/command.py`` says what is asked of it.
"""

import sys

from replay import command

if __name__ == "__main__":
    sys.exit(command.main(sys.argv[1:]))
