import type { App } from 'aws-cdk-lib';

/** What may differ from one account to the next. cdk.json holds the values; `cdk -c natGateways=2` overrides one of them. */
export interface Settings {
  readonly region: string;
  readonly availabilityZones: number;
  readonly natGateways: number;
  /** The APIs of AWS are reached inside the network; otherwise through the NAT gateways, and every task may call all of port 443. */
  readonly interfaceEndpoints: boolean;
  /** Of a certificate in the same region: the load balancer answers HTTPS with it, and HTTP otherwise. */
  readonly certificateArn: string | undefined;
  /** With a certificate: whoever asks over HTTP is sent to HTTPS. Otherwise port 80 is closed. */
  readonly redirectHttp: boolean;
  /** Receives the alarms. */
  readonly alarmEmail: string | undefined;
  /** A person has put the values of the secrets into Secrets Manager: until then, services that use one run no tasks. */
  readonly secretsFilled: boolean;
}

export function readSettings(app: App): Settings {
  const text = (key: string): string | undefined => {
    const value: unknown = app.node.tryGetContext(key);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const count = (key: string): number => {
    const value = Number(text(key));
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`The setting ${key} in cdk.json is not a whole number above 0.`);
    return value;
  };
  const flag = (key: string): boolean => {
    const value = text(key) ?? 'true';
    if (value !== 'true' && value !== 'false')
      throw new Error(`The setting ${key} in cdk.json is neither true nor false.`);
    return value === 'true';
  };
  return {
    region: process.env.CDK_DEFAULT_REGION ?? text('region') ?? 'us-east-1',
    availabilityZones: count('availabilityZones'),
    natGateways: count('natGateways'),
    interfaceEndpoints: flag('interfaceEndpoints'),
    certificateArn: text('certificateArn'),
    redirectHttp: flag('redirectHttp'),
    alarmEmail: text('alarmEmail'),
    secretsFilled: flag('secretsFilled'),
  };
}
