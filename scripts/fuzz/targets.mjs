// What is fuzzed. Each target has a file of its own with `target`: how its inputs are made, and what is done with one. `run` returns
// whether the input was accepted, and throws where the program did something it must not: a failure of which no sentence is made.
// `inputs` is the share of a whole run; `writes`: it writes files, within its own folder. A target is loaded only by the process that
// needs it. Only whoever names `faulty` gets it, to see that faults are found.
export const targets = {
  '.env': { file: 'dotenv', inputs: 40_000 },
  recordings: { file: 'recordings', inputs: 40_000 },
  'image references': { file: 'images', inputs: 30_000 },
  'command line': { file: 'command-line', inputs: 30_000, writes: true },
  designs: { file: 'designs', inputs: 22_000 },
  Compose: { file: 'compose', inputs: 22_000 },
  results: { file: 'results', inputs: 10_000 },
  exports: { file: 'exports', inputs: 6_000 },
  'imports exported': { file: 'round-trips', inputs: 3_000 },
  pictures: { file: 'pictures', inputs: 500 },
  reports: { file: 'reports', inputs: 500 },
  faulty: { file: 'faulty', inputs: 0, writes: true },
  bridge: { file: 'bridge', inputs: 12_000, writes: true },
}
