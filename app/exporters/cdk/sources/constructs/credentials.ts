import { Validations } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** A user name with a generated password, kept in Secrets Manager. */
export function createCredentials(scope: Construct, username: string, description: string): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, 'Secret', {
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

/** A single value. It is generated at first; put the real one in its place in Secrets Manager. */
export function createSecret(scope: Construct, id: string, description: string): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, id, {
    description,
    generateSecretString: { passwordLength: 32, excludePunctuation: true },
  });
  acknowledgeNoRotation(secret);
  return secret;
}

export function acknowledgeNoRotation(secret: Construct): void {
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Tasks read the secret when they start: a rotation that does not restart them would lock them out.',
  });
}
