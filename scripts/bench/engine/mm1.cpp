// M/M/1 as an event loop: arrivals 800/s, one server of 1 ms. Argument: the number of requests.
#include "loop.hpp"

int main(int, char **arguments) {
  const long requests = std::atol(arguments[1]);
  enum { ARRIVAL, DONE };
  Random arrivals(1), work(2);
  const Exponential exponential;
  const double begun = processorSeconds();
  Heap heap;
  Ring<double> waiting;
  Histogram responses;
  double now = 0, inService = 0;
  uint64_t order = 0;
  bool busy = false;
  heap.push({exponential(arrivals) / 0.8, order++, ARRIVAL, 0});
  while (responses.n < uint64_t(requests)) {
    const Event event = heap.pop();
    now = event.time;
    if (event.kind == ARRIVAL) {
      heap.push({now + exponential(arrivals) / 0.8, order++, ARRIVAL, 0});
      if (busy) {
        waiting.push(now);
        continue;
      }
      busy = true;
      inService = now;
    } else {
      responses.record(now - inService);
      if (waiting.empty()) {
        busy = false;
        continue;
      }
      inService = waiting.pop();
    }
    heap.push({now + exponential(work), order++, DONE, 0});
  }
  std::printf("%ld %f %f\n", requests, processorSeconds() - begun, responses.sum / double(responses.n));
}
