import type { Export } from '../exporter.ts'
import { type PublishedPort, toPortRange } from './published-ports.ts'
import type { Stack } from './stack.ts'
import { designFolder, secretVariable } from './variables.ts'

/**
 * `.env` with generated passwords, for this machine alone, and `.env.example` without them, to be shared. Compose reads `.env`
 * by itself. A design that needs no secret has no `.env`.
 */
export function toEnvFiles(stack: Stack, ports: PublishedPort[], newSecret: (name: string) => string): Export['files'] {
  const secrets = stack.secrets.map((name) => ({ name, variable: secretVariable(name), comment: commentOf(stack, name) }))
  const choices = toChoices(stack, ports)
  const files: Export['files'] = []
  if (secrets.length > 0) {
    const values = secrets.map(({ name, variable, comment }) => `# ${comment}\n${variable}=${newSecret(name)}`)
    files.push({ path: '.env', content: `${head}\n\n${values.join('\n\n')}\n`, secret: true })
  }
  const empty = secrets.map(({ variable, comment }) => `# ${comment}\n${variable}=`)
  if (empty.length + choices.length > 0)
    files.push({ path: '.env.example', content: `${[exampleHead, ...empty, ...choices].join('\n\n')}\n` })
  if (secrets.length > 0) files.push({ path: '.gitignore', content: '# Passwords belong in no repository.\n.env\n', keep: 'once' })
  return files
}

const head = '# Made by Microcosm for this machine. Keep it out of version control; .env.example is for sharing.'
const exampleHead = '# Copy this file to .env and fill it in. Values of letters and digits are safe everywhere.'

function commentOf({ components }: Stack, secret: string): string {
  const store = components.find(({ id }) => secret === `${id}-password`)
  return store
    ? `Password of ${store.id}. It is taken when the volume of ${store.id} is first made; a later change needs a new volume.`
    : `The secret "${secret}" of the design. Microcosm puts a random text here; replace it by the real one where there is one.`
}

function toChoices({ components, designFolder: folder }: Stack, ports: PublishedPort[]): string[] {
  const published = ports.map((port) => `# Where ${port.id} is published on this machine.\n# ${port.variable}=${toPortRange(port)}`)
  const builds = components.some(({ plan }) => plan.image.from === 'build')
  return builds
    ? [...published, `# Folder of the design file, from which the folders to build are counted.\n# ${designFolder}=${folder}`]
    : published
}
