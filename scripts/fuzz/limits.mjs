// What a fuzz allows to one input, and how it goes about it.
export const longestMs = 2000
export const mostBytes = 500_000_000
// A process that says nothing for this long hangs.
export const silentMs = 60_000
export const inputsPerSeed = 50
export const inputsPerProcess = 2500
// Whoever finds as much in one process need not go on there.
export const mostFaults = 10
