import type {Missing} from '../cli/missing-value.js'
import {askText} from '../ui/prompt.js'

/** The ARN of a web ACL. AWS WAF is not asked for those that there are: who may associate one need not see all. */
export const askWebAcl: Missing<string> = {
  flag: '--acl ARN',
  what: 'The web ACL',
  question: () => askText('Which web ACL (ARN)?', {validate: (text) => text.startsWith('arn:') || 'It is an ARN.'}),
}
