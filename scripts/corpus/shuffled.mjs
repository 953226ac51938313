// As Fisher and Yates do it, with the numbers of a linear congruential generator (Numerical Recipes).
export function shuffled(list, seed) {
  const all = [...list]
  let state = seed >>> 0
  for (let last = all.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (last + 1))
    ;[all[last], all[other]] = [all[other], all[last]]
  }
  return all
}
