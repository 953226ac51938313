/** Replicas at which the rule ceil(current x utilisation / target) rests (Kubernetes' horizontal pod autoscaler), from one up. */
export function restingReplicas({ rate, work, target }: { rate: number; work: number; target: number }): number {
  const offered = (rate * work) / 1000
  let replicas = 1
  for (;;) {
    const wanted = Math.ceil((replicas * Math.min(1, offered / replicas)) / target)
    if (wanted <= replicas) return replicas
    replicas = wanted
  }
}
