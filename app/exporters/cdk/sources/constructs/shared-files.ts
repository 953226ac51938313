import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { Construct } from 'constructs';

export interface SharedFilesProps {
  readonly vpc: ec2.IVpc;
  readonly name: string;
  /** Number of the user that everything in it belongs to, whoever writes it. */
  readonly owner: number;
}

/** A file system of EFS, encrypted and backed up, which tasks in any zone see as one folder. */
export class SharedFiles extends Construct implements ec2.IConnectable {
  readonly connections: ec2.Connections;
  readonly fileSystem: efs.FileSystem;
  readonly accessPoint: efs.AccessPoint;

  constructor(scope: Construct, id: string, { vpc, name, owner }: SharedFilesProps) {
    super(scope, id);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `Files of ${name}`,
      allowAllOutbound: false,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: ec2.Port.NFS });
    this.fileSystem = new efs.FileSystem(this, 'Files', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroup,
      encrypted: true,
      enableAutomaticBackups: true,
      lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
      outOfInfrequentAccessPolicy: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.accessPoint = this.fileSystem.addAccessPoint('Folder', {
      path: '/data',
      createAcl: { ownerUid: String(owner), ownerGid: String(owner), permissions: '755' },
      posixUser: { uid: String(owner), gid: String(owner) },
    });
  }
}
