import { Refusal } from '../../app/bridge/answer.ts'
import type { Design } from '../../app/design/design.ts'
import { readDocument } from '../../app/design/document.ts'
import { type Problem, toSentence } from '../../app/design/problem.ts'
import { checkDocument } from '../../app/rules/rules.ts'

/** The design that a text holds, and everything that is wrong with it. */
export function checkText(text: string): { design: Design | undefined; problems: Problem[] } {
  const document = readDocument(text)
  return { design: document.design, problems: checkDocument(document) }
}

/** A design that an engine or an exporter can take; one with errors is refused with the first of them and all as details. */
export function toSoundDesign(text: string, file = 'the design'): Design {
  const { design, problems } = checkText(text)
  const errors = toErrors(problems)
  const [first] = errors
  if (first) throw new Refusal('design', toSentence(first, file), { problems: errors })
  if (!design) throw new Refusal('design', `${file} holds no design: begin it with "microcosm: 1" and "components:".`)
  return design
}

/** The errors alone, with what is wrong in the text itself first: what the rules miss may only be what could not be read. */
export function toErrors(problems: Problem[]): Problem[] {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const isOfText = ({ rule }: Problem) => rule === 'schema' || rule === 'yaml'
  return [...errors.filter(isOfText), ...errors.filter((problem) => !isOfText(problem))]
}
