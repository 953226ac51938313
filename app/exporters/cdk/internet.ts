import { kindOf } from '../../catalogue/catalogue.ts'
import { variablesOf } from './containers.ts'
import type { Part, Plan } from './plan.ts'

// `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1`
const ownRegistry = /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\//
// `https://data.example.org/feed`
const address = /https:\/\/(?:[^/@\s]*@)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})/g
/** What the description of a rule may hold. */
const longest = 250

/** Why a part calls the internet on port 443, as the description of the rule that lets it; undefined where it does not. */
export function reasonForInternet(part: Part, { links }: Plan): string | undefined {
  const reasons = [...pullsOf(part), ...fetchesOf(part), ...outsidersOf(part, links), ...throughGateway(part, links), ...hostsOf(part)]
  if (reasons.length === 0) return undefined
  const text = reasons.join(', and ').replace(/[^A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1, longest)
}

/** Images are pulled through the task's own security group. */
function pullsOf(part: Part): string[] {
  return registryOf(part).map((registry) => `pulls its image from ${registry}`)
}

/** The registry, outside the account, that a task pulls its image from. */
export function registryOf({ container, role }: Part): string[] {
  if ((role !== 'service' && role !== 'job') || container?.image.from !== 'registry' || Object.keys(container.files).length > 0) return []
  const { reference } = container.image
  if (ownRegistry.test(reference)) return []
  const [first = ''] = reference.split('/')
  return [/[.:]/.test(first) && reference.includes('/') ? first : 'docker.io']
}

/** What its image fetches as it starts, such as plugins. */
function fetchesOf({ component, container }: Part): string[] {
  const variables = (kindOf(component.kind)?.fetches ?? []).filter((name) => (container?.env[name] ?? '') !== '')
  return variables.length > 0 ? [`fetches what ${variables.join(' ')} names`] : []
}

function outsidersOf(part: Part, links: Plan['links']): string[] {
  const called = links.filter(({ from, to }) => from === part && to.counterpart.construct === 'none').map(({ to }) => to.id)
  return called.length > 0 ? [`calls ${[...new Set(called)].join(' ')}`] : []
}

/** The gateway of DynamoDB in the network is reached by the addresses that DynamoDB has in the internet. */
function throughGateway(part: Part, links: Plan['links']): string[] {
  const tables = links.filter(({ from, to }) => from === part && to.counterpart.construct === 'DynamoTable').map(({ to }) => to.id)
  return tables.length > 0 ? [`calls DynamoDB for ${[...new Set(tables)].join(' ')}`] : []
}

function hostsOf({ container }: Part): string[] {
  const values = container ? variablesOf(container).map(([, value]) => value) : []
  const hosts = values.flatMap((value) => [...value.matchAll(address)].map(([, host = '']) => host))
  return hosts.length > 0 ? [`calls ${[...new Set(hosts)].join(' ')}`] : []
}
