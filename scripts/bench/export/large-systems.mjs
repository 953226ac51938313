// Systems of many services, the same in each run: each calls some of the sixty after it, and each tenth is a database.
const isDatabase = (index) => index % 10 === 9

export function toSystem(count, calls) {
  const nextNumber = numbers(12345)
  const components = { people: { kind: 'traffic', rate: 20 } }
  for (let index = 0; index < count; index += 1) components[`s${index}`] = { kind: isDatabase(index) ? 'postgres' : 'service' }
  const drawn = new Map([['people->s0', { from: 'people', to: 's0', protocol: 'http' }]])
  for (let index = 0; index < count; index += 1) {
    for (let call = 0; call < calls && !isDatabase(index); call += 1) {
      const to = index + 1 + (nextNumber() % 60)
      if (to >= count) continue
      const protocol = isDatabase(to) ? 'postgres' : 'http'
      drawn.set(`s${index}->s${to}`, { from: `s${index}`, to: `s${to}`, protocol })
    }
  }
  return { microcosm: 1, name: 'Large', components, connections: [...drawn.values()] }
}

// The same system as a Compose file that names its addresses in variables.
export function toCompose({ components, connections }) {
  const services = {}
  for (const [id, { kind }] of Object.entries(components)) {
    if (kind === 'traffic') continue
    if (kind === 'postgres') services[id] = { image: 'postgres:17', environment: { POSTGRES_PASSWORD: `of-${id}` } }
    else services[id] = { image: `acme/${id}:1`, environment: {} }
  }
  for (const { from, to, protocol } of connections) {
    if (!services[from]) continue
    services[from].environment[`URL_${to}`] = protocol === 'http' ? `http://${to}:8080` : `postgres://app:of-${to}@${to}:5432/app`
  }
  return { services }
}

/** Park and Miller's numbers. */
function numbers(seed) {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state
  }
}
