import type {Scope} from '../store/record-kinds.js'

/** The three variables that AWS's imports fill in wherever they stand in a definition. */
export function withPseudoParameters(text: string, {accountId, region}: Scope): string {
  return text
    .replaceAll('${AWS::AccountId}', accountId)
    .replaceAll('${AWS::Region}', region)
    .replaceAll('${AWS::Partition}', 'aws')
}
