/** What a component is billed by. Quantities are of a month; prices stand apart, by the names used here. */

/** As AWS's own calculator has it. */
export const hoursPerMonth = 730
const secondsPerMonth = hoursPerMonth * 3600

/** What a component does, means over the measured time. Rates per second. */
export interface Usage {
  /**
   * Those that it takes up. What is turned away is not billed:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-pricing.html
   */
  requests: number
  /** Of the requests, by the shares that the connections say. */
  reads: number
  writes: number
  /** Of a broker: what it hands to consumers, a batch as one. */
  deliveries: number
  /** Requests and answers that pass it. */
  bytes: number
  replicas: number
  /** Requests that are worked on at once. */
  executing: number
}

export interface BilledItem {
  /** Its name in the list of prices. */
  price: string
  /** null: a design does not tell. */
  quantity: number | null
}

export interface Bill {
  items: BilledItem[]
  /** What is billed too, and a design says nothing of: `data stored`. */
  besides: string[]
}

/** So many of it, all month. */
export function hourly(price: string, count: number): BilledItem {
  return { price, quantity: count * hoursPerMonth }
}

/** As many as come in a month, in millions. */
export function perMillion(price: string, ratePerSecond: number): BilledItem {
  return { price, quantity: (ratePerSecond * secondsPerMonth) / 1e6 }
}

/** What lasts so many seconds in each second, such as GB-seconds. */
export function bySecond(price: string, perSecond: number): BilledItem {
  return { price, quantity: perSecond * secondsPerMonth }
}
