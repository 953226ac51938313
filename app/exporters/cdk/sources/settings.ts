import type { App } from 'aws-cdk-lib';

/** What may differ from one account to the next. cdk.json holds the values; `cdk -c natGateways=2` overrides one of them. */
export interface Settings {
  readonly region: string;
  readonly availabilityZones: number;
  readonly natGateways: number;
  /** Of a certificate in the same region: the load balancer answers HTTPS with it, and HTTP otherwise. */
  readonly certificateArn: string | undefined;
  /** Receives the alarms. */
  readonly alarmEmail: string | undefined;
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
  return {
    region: process.env.CDK_DEFAULT_REGION ?? text('region') ?? 'us-east-1',
    availabilityZones: count('availabilityZones'),
    natGateways: count('natGateways'),
    certificateArn: text('certificateArn'),
    alarmEmail: text('alarmEmail'),
  };
}
