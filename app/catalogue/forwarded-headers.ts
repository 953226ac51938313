/**
 * Headers that say how a request came, and which every load balancer hands on from whoever sent it (an Application Load Balancer writes
 * `X-Forwarded-For`, `-Proto` and `-Port` alone), so that nobody is believed. Who was asked for stands in `Host`, who asked last in
 * `X-Forwarded-For`.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export const unbelievedHeaders = [
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-prefix',
  'x-forwarded-scheme',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-real-ip',
]
