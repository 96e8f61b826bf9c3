"""Takes a recipe to saved pictures, through every stop and start; the only writer of jobs.

runner.py is the public face; desk.py what its parts share (jobs in memory, listeners, the library); sending.py,
polling.py and fetching.py are the three stages; left.py what an earlier run has left; deciding.py what
the user decides about a job that went amiss; outcome.py the pure rules of what an answer makes of a job.
"""
