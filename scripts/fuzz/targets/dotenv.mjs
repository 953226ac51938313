import { parseDotEnv } from '../../../app/importers/compose/dotenv.ts'
import { mutated } from '../mutate.mjs'

const seeds = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are variables of such a file.
  'A=1\nexport B="two words" # why\nC=\'${not}\'\nD=${A:-x}-$B\nE\n\n# end\n',
  'URL=postgres://app:secret@db:5432/shop\nLINES="one\\ntwo\n three"\nF=\nG: yes\n',
]

export const target = {
  arbitrary: mutated(seeds),
  run(text) {
    const found = parseDotEnv(text, (name) => (name.length % 2 ? name : undefined))
    if ('variables' in found) return true
    if (!found.problem || !(found.line > 0)) throw new Error('a refusal without a sentence or a line')
    return false
  },
}
