/** What runs of a workload: its own program, or what stands in for it on the person's own machine. */
export type Form = 'own' | 'stand-in'
