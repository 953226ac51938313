/**
 * Addresses that no caller from the internet can have (RFC 1918, RFC 6598 and RFC 4193): in a cluster or a VPC, load balancers and
 * ingress controllers stand there.
 */
export const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
