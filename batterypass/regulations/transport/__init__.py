"""Under which UN entry a battery travels, and what follows from it, by regime and day of carriage.

``answers`` is what people say, ``tables`` the law as dated rows, ``decide`` the pure function from
one to the other; ``rows`` reads answers from the columns of the case sheet and ``severity`` orders
decisions from mild to severe. How it is built: ``docs/decisions/0022``.
"""
