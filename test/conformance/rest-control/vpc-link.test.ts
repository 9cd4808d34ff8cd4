import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const targetArns = ['arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/pets/0123456789abcdef']
const create = (members: object = {}): Step => ({
  call: 'CreateVpcLink',
  with: {name: 'pets', targetArns, ...members},
  as: 'link',
})
const listed = {
  id: '{link.id}',
  name: 'pets',
  targetArns,
  status: 'AVAILABLE',
  statusMessage: 'Your vpc link is ready for use',
}
const unknown = ['NotFoundException', 'Invalid Vpc Link identifier specified'] as const
const rename = [{op: 'replace', path: '/name', value: 'toys'}]

const scenarios: readonly Scenario[] = [
  {
    name: 'create, get, list, update, delete',
    source,
    recorded: '2025-12-15',
    steps: [
      {...create(), answers: [202, {id: madeUp.id, name: 'pets', targetArns, status: 'PENDING'}]},
      {call: 'GetVpcLink', with: {vpcLinkId: '{link.id}'}, answers: [200, {...listed, tags: {}}]},
      {call: 'GetVpcLinks', answers: [200, {items: [listed]}]},
      {
        call: 'UpdateVpcLink',
        with: {vpcLinkId: '{link.id}', patchOperations: rename},
        answers: [200, {...listed, name: 'toys', tags: {}}],
      },
      {call: 'DeleteVpcLink', with: {vpcLinkId: '{link.id}'}, answers: [202, {}]},
    ],
  },
  {
    name: 'what is refused',
    source,
    recorded: '2025-12-15',
    steps: [
      {
        ...create({targetArns: ['invalid-arn']}),
        refuses: ['BadRequestException', 'Invalid ARN. ARN is not well formed invalid-arn'],
      },
      {...create({name: ''}), refuses: ['BadRequestException', 'Name cannot be empty']},
      {call: 'GetVpcLink', with: {vpcLinkId: 'invalid-id'}, refuses: unknown},
      {call: 'DeleteVpcLink', with: {vpcLinkId: 'invalid-id'}, refuses: unknown},
      {call: 'UpdateVpcLink', with: {vpcLinkId: 'invalid-id', patchOperations: rename}, refuses: unknown},
    ],
  },
]

testScenarios('VPC link', scenarios)
