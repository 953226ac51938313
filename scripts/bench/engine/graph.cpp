// Services that call one another, as an event loop: arrivals 1,000/s, hops of 0.25 ms, a timeout of 1 s on every call. Hops and
// timeouts always take equally long, so they stand in rings beside the heap.
// Arguments: the number of requests, then each node as servers:mean work in ms:nodes it calls, such as 2:1.5:3+4+5.
#include "loop.hpp"

struct Node {
  int servers = 0, busy = 0;
  double mean = 0;
  std::vector<int> next;
  Ring<int> waiting;
  Random work{0};
  Histogram responses;
};

struct Call {
  int node, parent, open;
  uint32_t epoch;
  double sentAt, arrivedAt;
};

enum { ARRIVAL, REACH, DONE, ANSWER };
struct Timer {
  double time;
  uint64_t order;
  int call;
  uint32_t epoch;
};

struct Loop {
  std::vector<Node> nodes;
  std::vector<Call> calls;
  std::vector<int> free;
  Heap heap;
  Ring<Event> hops;
  Ring<Timer> timers;
  Histogram journeys, attempts;
  Random arrivals{1};
  Exponential exponential;
  double now = 0;
  uint64_t order = 0, timedOut = 0;

  void send(int node, int parent) {
    int call;
    if (free.empty()) {
      call = int(calls.size());
      calls.push_back({});
    } else {
      call = free.back();
      free.pop_back();
    }
    Call &c = calls[size_t(call)];
    c.node = node;
    c.parent = parent;
    c.open = 0;
    c.sentAt = now;
    timers.push({now + 1000, order++, call, c.epoch});
    hops.push({now + 0.25, order++, REACH, call});
  }
  void begin(Node &node, int call) {
    node.busy++;
    heap.push({now + node.mean * exponential(node.work), order++, DONE, call});
  }
  void reach(int call) {
    Call &c = calls[size_t(call)];
    Node &node = nodes[size_t(c.node)];
    c.arrivedAt = now;
    if (node.busy < node.servers) begin(node, call);
    else node.waiting.push(call);
  }
  void done(int call) {
    Node &node = nodes[size_t(calls[size_t(call)].node)];
    node.busy--;
    if (!node.waiting.empty()) begin(node, node.waiting.pop());
    calls[size_t(call)].open = int(node.next.size());
    for (const int target : node.next) send(target, call);
    if (node.next.empty()) answer(call);
  }
  void answer(int call) {
    nodes[size_t(calls[size_t(call)].node)].responses.record(now - calls[size_t(call)].arrivedAt);
    hops.push({now + 0.25, order++, ANSWER, call});
  }
  void hear(int call) {
    Call &c = calls[size_t(call)];
    const int parent = c.parent;
    attempts.record(now - c.sentAt);
    if (parent < 0) journeys.record(now - c.sentAt);
    c.epoch++;
    free.push_back(call);
    if (parent >= 0 && --calls[size_t(parent)].open == 0) answer(parent);
  }
  void run(uint64_t requests) {
    heap.push({exponential(arrivals), order++, ARRIVAL, 0});
    while (journeys.n < requests) {
      while (!timers.empty() && calls[size_t(timers.front().call)].epoch != timers.front().epoch) timers.pop();
      const bool fromHeap = hops.empty() || heap.first().before(hops.front());
      const Event event = fromHeap ? heap.first() : hops.front();
      if (!timers.empty() && timers.front().time < event.time) {
        timers.pop();
        timedOut++;
        continue;
      }
      if (fromHeap) heap.pop();
      else hops.pop();
      now = event.time;
      if (event.kind == REACH) reach(event.subject);
      else if (event.kind == DONE) done(event.subject);
      else if (event.kind == ANSWER) hear(event.subject);
      else {
        heap.push({now + exponential(arrivals), order++, ARRIVAL, 0});
        send(0, -1);
      }
    }
  }
};

int main(int count, char **arguments) {
  const long requests = std::atol(arguments[1]);
  Loop loop;
  for (int i = 2; i < count; i++) {
    Node node;
    char *rest;
    node.servers = int(std::strtol(arguments[i], &rest, 10));
    node.mean = std::strtod(rest + 1, &rest);
    for (rest++; *rest; rest += *rest == '+') node.next.push_back(int(std::strtol(rest, &rest, 10)));
    node.work = Random(uint32_t(i));
    loop.nodes.push_back(node);
  }
  const double begun = processorSeconds();
  loop.run(uint64_t(requests));
  if (loop.timedOut > 0) std::fprintf(stderr, "%lu calls timed out, which this loop does not follow up\n", (unsigned long)loop.timedOut);
  std::printf("%ld %f %f\n", requests, processorSeconds() - begun, loop.journeys.sum / double(loop.journeys.n));
}
