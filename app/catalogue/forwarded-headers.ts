/** What a load balancer says of a request beside who sent it and how, and what nobody else is believed. */
export const forwardedHeaders = ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-prefix', 'x-forwarded-server', 'x-real-ip']
