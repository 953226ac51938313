"""Services that call one another, in SimPy: arrivals 1,000/s, hops of 0.25 ms, and a timeout of 1 s on every call.

Arguments: the number of requests, then each node as servers:mean work in ms:nodes it calls, such as 2:1.5:3+4+5.
Prints the requests served, the processor seconds, and the mean response in ms.
"""
import random
import sys
import time

import simpy

requests = int(sys.argv[1])
chance = random.Random(1)
env = simpy.Environment()
nodes = []
for text in sys.argv[2:]:
    servers, mean, after = text.split(":")
    targets = [int(n) for n in after.split("+") if n]
    nodes.append((simpy.Resource(env, capacity=int(servers)), float(mean), targets))
total = 0.0
served = 0


def serve(env, index):
    servers, mean, after = nodes[index]
    yield env.timeout(0.25)
    with servers.request() as turn:
        yield turn
        yield env.timeout(chance.expovariate(1 / mean))
    if len(after) == 1:
        yield env.process(call(env, after[0]))
    elif after:
        yield env.all_of([env.process(call(env, target)) for target in after])
    yield env.timeout(0.25)


def call(env, index):
    yield env.process(serve(env, index)) | env.timeout(1000)


def request(env):
    global total, served
    begun = env.now
    yield env.process(call(env, 0))
    total += env.now - begun
    served += 1


def arrivals(env):
    for _ in range(requests):
        yield env.timeout(chance.expovariate(1.0))
        env.process(request(env))


env.process(arrivals(env))
begun = time.process_time()
env.run()
print(served, time.process_time() - begun, total / served)
