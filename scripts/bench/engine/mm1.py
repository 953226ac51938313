"""M/M/1 in SimPy: arrivals 800/s, service 1 ms. Prints the requests served, the processor seconds, and the mean response in ms."""
import random
import sys
import time

import simpy

requests = int(sys.argv[1])
chance = random.Random(1)
env = simpy.Environment()
server = simpy.Resource(env, capacity=1)
total = 0.0


def request(env):
    global total
    begun = env.now
    with server.request() as turn:
        yield turn
        yield env.timeout(chance.expovariate(1.0))
    total += env.now - begun


def arrivals(env):
    for _ in range(requests):
        yield env.timeout(chance.expovariate(0.8))
        env.process(request(env))


env.process(arrivals(env))
begun = time.process_time()
env.run()
print(requests, time.process_time() - begun, total / requests)
