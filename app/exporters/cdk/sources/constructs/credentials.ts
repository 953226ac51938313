import { SecretValue, Stack, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** A user name with a generated password, kept in Secrets Manager. */
export function createCredentials(
  scope: Construct,
  username: string,
  description: string,
  id = 'Secret',
): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, id, {
    description,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username }),
      generateStringKey: 'password',
      passwordLength: 32,
      // Some engines refuse certain signs, and none of them makes 32 letters and digits easier to guess.
      excludePunctuation: true,
    },
  });
  acknowledgeNoRotation(secret);
  return secret;
}

/** A sign-in of its own for each user of a database or cache. */
export function createSignIns(
  scope: Construct,
  store: string,
  users: readonly string[],
): Record<string, secretsmanager.ISecret> {
  // 32 letters are what the shortest of the engines takes, and a dash has to be quoted in most.
  const signIn = (user: string) =>
    createCredentials(
      scope,
      user.replaceAll('-', '_').slice(0, 32),
      `Sign-in of ${user} to ${store}`,
      `${user}-sign-in`,
    );
  return Object.fromEntries(users.map((user) => [user, signIn(user)]));
}

export function signInAmong(
  signIns: Record<string, secretsmanager.ISecret>,
  client: string,
  store: string,
): secretsmanager.ISecret {
  const found = signIns[client];
  if (!found) throw new Error(`${client} has no user of ${store}: name it among the users where that is made.`);
  return found;
}

/** A single value. It is generated at first; put the real one in its place in Secrets Manager. */
export function createSecret(scope: Construct, id: string, description: string): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, id, {
    description,
    generateSecretString: { passwordLength: 32, excludePunctuation: true },
  });
  acknowledgeNoRotation(secret);
  return secret;
}

/** A secret within a text: CloudFormation puts its value there while deploying, and it stands in no template. */
export function valueIn(secret: secretsmanager.ISecret, field?: string): string {
  return (field === undefined ? secret.secretValue : secret.secretValueFromJson(field)).unsafeUnwrap();
}

/** A text around secrets, such as an address with a password, as a secret of its own. */
export function composedSecret(scope: Construct, id: string, text: string): ecs.Secret {
  const secret = new secretsmanager.Secret(scope, id, {
    description: 'Made of other secrets when it was deployed: change it too after one of them has changed',
    secretStringValue: SecretValue.unsafePlainText(text),
  });
  acknowledgeNoRotation(secret);
  return ecs.Secret.fromSecretsManager(secret);
}

export function acknowledgeNoRotation(secret: Construct): void {
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Tasks read the secret when they start: a rotation that does not restart them would lock them out.',
  });
}

/** The function with which CDK sets how long a log is kept that AWS itself begins. */
export function acknowledgeLogRetention(scope: Construct): void {
  const found = Stack.of(scope).node.children.find(({ node }) => node.id.startsWith('LogRetention'));
  if (!found) return;
  const reason =
    'The function of CDK that sets how long logs are kept which AWS begins; it is used while deploying only.';
  for (const id of [
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'AwsSolutions-IAM5[Resource::*]',
    'AwsSolutions-L1',
  ]) {
    Validations.of(found).acknowledge({ id, reason });
  }
}
