import type { Design } from './design.ts'
import type { Problem } from './problem.ts'
import { prune } from './prune.ts'
import { designSchema, withoutExtensions } from './schema.ts'
import { toSchemaProblems } from './schema-problems.ts'
import { positionOf, readYaml, type YamlSource } from './yaml-source.ts'

/** A design file as read: its text, the design in it, and what is wrong with it, each with its place in the text. */
export interface DesignDocument {
  text: string
  /**
   * What of the design can be used: parts that break the schema are left out (and named in `problems`). Undefined where the
   * text is no usable YAML.
   */
  design: Design | undefined
  problems: Problem[]
  source: YamlSource
  /** For a list that lost entries to the schema: where in the text each remaining entry stands. */
  sourceIndexes: WeakMap<object, number[]>
}

/** Reads a design from text. Never throws: whatever is wrong comes as problems. */
export function readDocument(text: string): DesignDocument {
  const source = readYaml(text)
  const sourceIndexes = new WeakMap<object, number[]>()
  if (!source.value) return { text, design: undefined, problems: source.problems, source, sourceIndexes }
  const value = withoutEmptySections(source.value)
  const crowd = crowdIn(value)
  if (crowd) return { text, design: undefined, problems: [withPlace(crowd, source)], source, sourceIndexes }
  const checked = designSchema.safeParse(withoutExtensions(value))
  if (checked.success) return { text, design: value as unknown as Design, problems: source.problems, source, sourceIndexes }
  const found = toSchemaProblems(checked.error.issues, value).map((problem) => withPlace(problem, source))
  const design = prune(value, sourceIndexes)
  return { text, design, problems: [...source.problems, ...found], source, sourceIndexes }
}

/** Gives a problem the line and column of its path in this text; paths of entries in shortened lists are put right first. */
export function placeProblem(problem: Problem, document: DesignDocument): Problem {
  const [section, index] = problem.path
  const indexes = document.design?.connections && document.sourceIndexes.get(document.design.connections)
  const path =
    section === 'connections' && typeof index === 'number' && indexes
      ? ['connections', indexes[index] ?? index, ...problem.path.slice(2)]
      : problem.path
  return withPlace({ ...problem, path }, document.source)
}

function withPlace(problem: Problem, source: YamlSource): Problem {
  if (problem.line !== undefined) return problem
  const place = positionOf(source, problem.path, problem.message.includes('unknown key') || problem.message.includes('is not an id'))
  return place ? { ...problem, ...place } : problem
}

/** A hundred times what is drawn by hand; beyond it neither the canvas nor the rules could be waited for. */
const mostComponents = 20_000
const mostConnections = 50_000

/** A design that is too large to work on is refused before it is looked into. */
function crowdIn({ components, connections }: Record<string, unknown>): Problem | undefined {
  const refuse = (section: string, count: number, most: number): Problem => ({
    severity: 'error',
    rule: 'schema',
    message: `The design has ${count} ${section}; at most ${most} are read.`,
    path: [section],
  })
  const count = typeof components === 'object' && components !== null ? Object.keys(components).length : 0
  if (count > mostComponents) return refuse('components', count, mostComponents)
  if (Array.isArray(connections) && connections.length > mostConnections) return refuse('connections', connections.length, mostConnections)
  return undefined
}

/** A heading with nothing under it (`connections:`) is the same as none. */
function withoutEmptySections(value: Record<string, unknown>): Record<string, unknown> {
  const sections = ['connections', 'groups', 'scenarios', 'notes', 'presentation', 'layout']
  const entries = Object.entries(value).filter(([key, inner]) => inner !== null || !sections.includes(key))
  const copy = Object.fromEntries(entries)
  return copy.components === null ? { ...copy, components: {} } : copy
}
