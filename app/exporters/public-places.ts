/** A machine by its full name, with the port at which it is called; undefined where nothing says that. */
interface Place {
  host: string
  port: number | undefined
}

// https://api.stripe.com/v1, amqps://user:pass@mq.acme.io:5671
const inAddress = /\b([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?((?:[\w-]+\.)+[a-z]{2,})(?::(\d{1,5}))?(?![\w.-])/gi
// smtp.acme.io:587, of a variable that holds where something is
const alone = /^((?:[\w-]+\.)+[a-z]{2,})(?::(\d{1,5}))?$/i
const isPlace = /host|url|uri|addr|server|endpoint|broker/i
const portOfScheme: Record<string, number> = { https: 443, wss: 443, http: 80, ws: 80 }

/** The machines that the value of a variable names. */
export function placesIn(variable: string, value: string): Place[] {
  const [, bare, at] = (isPlace.test(variable) ? alone.exec(value) : null) ?? []
  if (bare !== undefined) return [{ host: bare, port: at === undefined ? undefined : Number(at) }]
  return [...value.matchAll(inAddress)].map(([, scheme = '', host = '', port]) => ({
    host,
    port: port === undefined ? portOfScheme[scheme.toLowerCase()] : Number(port),
  }))
}
