import type { Problem } from '../../app/design/problem.ts'

type Places = Record<'component' | 'connection', Map<string, Problem[]>>

const none: Problem[] = []
const known = new WeakMap<Problem[], Places>()

/** The problems of one component or connection. Those of a whole design are looked through once. */
export function problemsAt(problems: Problem[], place: 'component' | 'connection', id: string): Problem[] {
  return (known.get(problems) ?? sort(problems))[place].get(id) ?? none
}

function sort(problems: Problem[]): Places {
  const places: Places = { component: new Map(), connection: new Map() }
  for (const problem of problems) {
    for (const place of ['component', 'connection'] as const) {
      const id = problem[place]
      if (id === undefined) continue
      const there = places[place].get(id)
      if (there) there.push(problem)
      else places[place].set(id, [problem])
    }
  }
  known.set(problems, places)
  return places
}
