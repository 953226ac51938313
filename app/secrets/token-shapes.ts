/**
 * The shapes in which services hand out credentials: each begins or is built so that it can be told from any other text. Where a
 * shape has a group `secret`, that part is the credential and the rest is not. Sources: the documentation of each service, and
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export const tokenShapes: readonly RegExp[] = [
  // Amazon: AKIA…, and the temporary and organisational ones.
  shape('(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,20}'),
  // GitHub: ghp_…, github_pat_…
  shape('gh[pousr]_[A-Za-z0-9]{16,}'),
  shape('github_pat_\\w{16,}'),
  // GitLab: glpat-…, gldt-…, glrt-…
  shape('gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[\\w.-]{16,}'),
  // Slack: xoxb-…, xapp-…
  shape('xox[abeoprs]-[\\w.-]{10,}'),
  shape('xapp-\\d-[\\w-]{10,}'),
  // Stripe, Clerk, Razorpay: sk_live_…, rk_test_…, whsec_…
  shape('(?:sk|rk)_(?:live|test|prod)_\\w{8,}'),
  shape('whsec_[\\w+/=]{16,}'),
  shape('rzp_(?:live|test)_\\w{10,}'),
  // Google: AIza…, GOCSPX-…, ya29.…
  shape('AIza[\\w-]{30,}'),
  shape('GOCSPX-[\\w-]{20,}'),
  shape('ya29\\.[\\w-]{20,}'),
  // SendGrid, Brevo, Mailgun, Mailchimp, Resend, Postmark by name
  shape('SG\\.[\\w-]{16,}\\.[\\w-]{16,}'),
  shape('xkeysib-[0-9a-f]{32,}(?:-\\w+)?'),
  shape('key-[0-9a-f]{32}'),
  shape('[0-9a-f]{32}-us\\d{1,2}'),
  shape('re_[A-Za-z0-9]{8,}_[A-Za-z0-9]{16,}'),
  // Twilio
  shape('SK[0-9a-f]{32}'),
  // Registries: npm_…, pypi-AgE…, dckr_pat_…, rubygems_…, cio…, oy2…, AKCp…
  shape('npm_[A-Za-z0-9]{30,}'),
  shape('pypi-AgE[\\w-]{16,}'),
  shape('dckr_(?:pat|oat)_[\\w-]{20,}'),
  shape('rubygems_[0-9a-f]{40,}'),
  shape('cio[A-Za-z0-9]{32}'),
  shape('oy2[a-z0-9]{43}'),
  shape('AKCp[A-Za-z0-9]{50,}'),
  // A signed token: eyJ….eyJ….…
  shape('eyJ[\\w-]{10,}\\.[\\w-]{10,}(?:\\.[\\w-]*)?'),
  // Models: sk-…, sk-proj-…, sk-ant-…, hf_…, gsk_…, r8_…, xai-…, pplx-…
  shape('sk-(?:[a-z]+-)?[\\w-]*[A-Za-z0-9]{20,}[\\w-]*'),
  shape('hf_[A-Za-z]{30,}'),
  shape('gsk_[A-Za-z0-9]{40,}'),
  shape('r8_[A-Za-z0-9]{30,}'),
  shape('(?:xai|pplx)-[A-Za-z0-9]{40,}'),
  // Platforms
  shape('dapi[0-9a-f]{32}(?:-\\d)?'),
  shape('do[opr]_v1_[0-9a-f]{40,}'),
  shape('shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'),
  shape('sq0(?:atp|csp|idp)-[\\w-]{20,}'),
  shape('HRKU-[\\w-]{20,}'),
  shape('(?:nfp|nfc)_[A-Za-z0-9]{30,}'),
  shape('FlyV1 fm\\w{1,2}_[\\w+/=,-]{20,}'),
  shape('fo1_[\\w-]{30,}'),
  shape('sb(?:p|_secret)_[\\w-]{20,}'),
  shape('pscale_(?:tkn|pw|oauth)_[\\w.-]{20,}'),
  shape('dp\\.(?:pt|st|sa|ct|scim|audit)\\.[\\w.-]{30,}'),
  shape('pul-[0-9a-f]{40}'),
  shape('tskey-(?:auth|api|client|scim|webhook)-[\\w-]{16,}'),
  shape('[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{40,}'),
  shape('hv[sbr]\\.[\\w-]{20,}'),
  shape('v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}'),
  // Tools of teams
  shape('lin_api_[A-Za-z0-9]{30,}'),
  shape('ntn_[A-Za-z0-9]{30,}'),
  shape('secret_[A-Za-z0-9]{40,}'),
  shape('AT(?:ATT|CTT|BB)[\\w=-]{20,}'),
  shape('figd_[\\w-]{30,}'),
  shape('pat[A-Za-z0-9]{14}\\.[0-9a-f]{50,}'),
  shape('PMAK-[0-9a-f]{24}-[0-9a-f]{20,}'),
  shape('phx_\\w{30,}'),
  shape('access-(?:sandbox|development|production)-[0-9a-f-]{36}'),
  shape('(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
  // Observability
  shape('sntry[su]_[\\w+/=-]{20,}'),
  shape('gl(?:sa|c)_[\\w+/=-]{20,}'),
  shape('NR(?:AK|JS|II|RA|SP)-[\\w-]{16,}'),
  shape('[0-9a-f]{36}NRAL'),
  shape('sq[pua]_[0-9a-f]{40}'),
  shape('CCIPAT_\\w{10,}'),
  shape('bkua_[0-9a-f]{40}'),
  // Chat: Telegram, Discord, Facebook
  shape('\\d{8,10}:AA[\\w-]{30,}'),
  shape('[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}'),
  shape('EAA[A-Z][A-Za-z0-9]{30,}'),
  // Azure
  shape('[\\w~.-]{3}8Q~[\\w~.-]{31,34}'),
  // age
  shape('AGE-SECRET-KEY-1[A-Z0-9]{20,}'),
  // Digests of passwords, which are guessed offline: $2y$10$…, $apr1$…, $argon2id$…, {SHA}…
  /\$(?:2[abxy]|apr1|1|5|6|argon2(?:id?|d)|scrypt|pbkdf2[\w-]*|y)\$[\w./$=,+-]{20,}/g,
  /\{S?SHA\}[A-Za-z0-9+/=]{20,}/g,
  // Private keys, with what is between their lines.
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?<secret>[\s\S]*?)(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /PuTTY-User-Key-File-\d:(?<secret>[\s\S]*)/g,
  // {"kty":"RSA", … "d":"…"}
  /"d"\s*:\s*"(?<secret>[\w-]{20,})"/g,
  // Addresses that are a secret as a whole: who knows them may send.
  /https:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/-]{8,})/g,
  /https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(?<secret>\d+\/[\w-]{8,})/g,
  /https:\/\/[\w.-]*(?:webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook)\/(?<secret>[\w@/.-]{8,})/g,
  /https:\/\/hooks\.zapier\.com\/hooks\/catch\/(?<secret>[\w/]{6,})/g,
  /https:\/\/api\.telegram\.org\/bot(?<secret>[\w:-]{20,})/g,
  // Authorization: Basic dXNlcjpw…, Bearer …
  /\b(?:Basic|Bearer|Token)\s+(?<secret>(?=[A-Za-z+/=.~_-]{0,200}\d)[\w+/=.~-]{12,})/g,
]

/** Not within a longer word. */
function shape(source: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${source}(?![A-Za-z0-9])`, 'g')
}
