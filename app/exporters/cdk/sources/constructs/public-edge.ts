import { CfnOutput, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface PublicEdgeProps {
  readonly vpc: ec2.IVpc;
  readonly settings: Settings;
}

export interface Entrance {
  readonly target: elbv2.IApplicationLoadBalancerTarget;
  /** A target is sent requests while it answers this path with one of these codes. */
  readonly healthCheck?: { readonly path: string; readonly codes: string };
}

/** The load balancer that the internet reaches, and nothing else is reached from there. */
export class PublicEdge extends Construct {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  private readonly certificate: acm.ICertificate | undefined;
  private entrances = 0;

  constructor(scope: Construct, id: string, { vpc, settings }: PublicEdgeProps) {
    super(scope, id);
    const accessLogs = new s3.Bucket(this, 'AccessLogs', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(accessLogs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds access logs itself: logging who writes the log would never end.',
    });
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: true,
      dropInvalidHeaderFields: true,
    });
    this.loadBalancer.logAccessLogs(accessLogs);
    Validations.of(this.loadBalancer).acknowledge({
      id: 'AwsSolutions-EC23',
      reason: 'It is the entrance from the internet.',
    });
    if (settings.certificateArn) {
      this.certificate = acm.Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn);
      this.loadBalancer.addRedirect();
    }
  }

  /** The first entrance answers on the usual port, the others on ports of their own: 8001, 8002, … */
  publish(name: string, entrance: Entrance): elbv2.ApplicationTargetGroup {
    const [scheme, usualPort] = this.certificate ? ['https', 443] : ['http', 80];
    const port = this.entrances === 0 ? usualPort : 8000 + this.entrances;
    this.entrances += 1;
    const listener = this.loadBalancer.addListener(`${name}-listener`, {
      port,
      protocol: this.certificate ? elbv2.ApplicationProtocol.HTTPS : elbv2.ApplicationProtocol.HTTP,
      certificates: this.certificate && [this.certificate],
      sslPolicy: this.certificate && elbv2.SslPolicy.RECOMMENDED_TLS,
    });
    new CfnOutput(this, `${name}-url`, { value: `${scheme}://${this.loadBalancer.loadBalancerDnsName}:${port}` });
    const { target, healthCheck } = entrance;
    // A function is invoked and has neither a port to check nor connections to drain.
    if (!healthCheck) return listener.addTargets(name, { targets: [target] });
    return listener.addTargets(name, {
      targets: [target],
      protocol: elbv2.ApplicationProtocol.HTTP,
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        path: healthCheck.path,
        healthyHttpCodes: healthCheck.codes,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }
}
