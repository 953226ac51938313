// What the hand-written loops share: chance, an event heap, a histogram. The same methods as the engine's, so that what is
// compared is the price of generality and of the language, not of a worse algorithm.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

// xoshiro128** (Blackman and Vigna 2018).
struct Random {
  uint32_t s[4];
  explicit Random(uint32_t seed) {
    for (auto &word : s) word = (seed = seed * 1664525u + 1013904223u) ^ (seed >> 15);
  }
  uint32_t next() {
    const uint32_t scrambled = s[1] * 5, result = ((scrambled << 7) | (scrambled >> 25)) * 9, t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 11) | (s[3] >> 21);
    return result;
  }
  double uniform() { return next() * 2.3283064365386963e-10; }
};

// Exponential variates of mean 1 by the ziggurat method (Marsaglia and Tsang 2000), 256 layers.
struct Exponential {
  static constexpr double edge = 7.69711747013105, area = 3.949659822581572e-3, steps = 16777216.0;
  uint32_t accept[256];
  double width[256], height[256];
  Exponential() {
    double x = edge;
    const double base = area / std::exp(-x);
    accept[0] = uint32_t(x / base * steps);
    accept[1] = 0;
    width[0] = base / steps;
    width[255] = x / steps;
    height[0] = 1;
    height[255] = std::exp(-x);
    for (int layer = 254; layer >= 1; layer--) {
      const double narrower = -std::log(area / x + std::exp(-x));
      accept[layer + 1] = uint32_t(narrower / x * steps);
      x = narrower;
      height[layer] = std::exp(-x);
      width[layer] = x / steps;
    }
  }
  double operator()(Random &random) const {
    for (;;) {
      const uint32_t bits = random.next(), layer = bits & 255, place = bits >> 8;
      const double x = (place + 0.5) * width[layer];
      if (place < accept[layer]) return x;
      if (layer == 0) return edge - std::log(1 - random.uniform());
      if (height[layer] + random.uniform() * (height[layer - 1] - height[layer]) < std::exp(-x)) return x;
    }
  }
};

struct Event {
  double time;
  uint64_t order;
  int32_t kind, subject;
  bool before(const Event &other) const { return time < other.time || (time == other.time && order < other.order); }
};

// A 4-ary heap.
struct Heap {
  std::vector<Event> events;
  const Event &first() const { return events[0]; }
  bool empty() const { return events.empty(); }
  void push(const Event &event) {
    size_t i = events.size();
    events.push_back(event);
    while (i > 0) {
      const size_t parent = (i - 1) >> 2;
      if (!event.before(events[parent])) break;
      events[i] = events[parent];
      i = parent;
    }
    events[i] = event;
  }
  Event pop() {
    const Event first = events[0], last = events.back();
    events.pop_back();
    const size_t size = events.size();
    size_t i = 0;
    for (size_t child; (child = 4 * i + 1) < size; i = child) {
      const size_t end = child + 4 < size ? child + 4 : size;
      for (size_t other = child + 1; other < end; other++)
        if (events[other].before(events[child])) child = other;
      if (last.before(events[child])) break;
      events[i] = events[child];
    }
    if (size > 0) events[i] = last;
    return first;
  }
};

// A ring of whatever comes out in the order in which it went in.
template <class T> struct Ring {
  std::vector<T> cells = std::vector<T>(64);
  size_t head = 0, length = 0;
  bool empty() const { return length == 0; }
  T &front() { return cells[head]; }
  void push(const T &value) {
    if (length == cells.size()) {
      std::vector<T> larger(2 * length);
      for (size_t i = 0; i < length; i++) larger[i] = cells[(head + i) & (length - 1)];
      cells.swap(larger);
      head = 0;
    }
    cells[(head + length++) & (cells.size() - 1)] = value;
  }
  T pop() {
    const T value = cells[head];
    head = (head + 1) & (cells.size() - 1);
    length--;
    return value;
  }
};

// Buckets of 1/256 of a power of two.
struct Histogram {
  std::vector<uint32_t> buckets = std::vector<uint32_t>(40 * 256 + 1);
  uint64_t n = 0;
  double sum = 0, max = 0;
  void record(double ms) {
    uint64_t bits;
    std::memcpy(&bits, &ms, sizeof bits);
    int64_t bucket = int64_t(bits >> 44) - ((1013 << 8) - 1);
    if (bucket < 0) bucket = 0;
    if (bucket > 40 * 256) bucket = 40 * 256;
    buckets[size_t(bucket)]++;
    n++;
    sum += ms;
    if (ms > max) max = ms;
  }
};

inline double processorSeconds() { return double(clock()) / CLOCKS_PER_SEC; }
