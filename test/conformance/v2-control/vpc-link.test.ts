import {madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const moto = 'getmoto/moto tests/test_apigatewayv2/test_apigatewayv2_vpclinks.py'

const create: Step = {
  call: 'CreateVpcLink',
  with: {
    Name: 'vpcl',
    SecurityGroupIds: ['sg-1', 'sg-2'],
    SubnetIds: ['subnet-1'],
    Tags: {Key1: 'value1', key2: 'val2'},
  },
  as: 'link',
}
const link = {
  CreatedDate: madeUp.date,
  Name: 'vpcl',
  SecurityGroupIds: ['sg-1', 'sg-2'],
  SubnetIds: ['subnet-1'],
  Tags: {Key1: 'value1', key2: 'val2'},
  VpcLinkId: madeUp.id,
  VpcLinkStatus: 'AVAILABLE',
  VpcLinkStatusMessage: madeUp.text,
  VpcLinkVersion: 'V2',
}

const scenarios: readonly Scenario[] = [
  {
    name: 'a link is made, renamed, loses a tag, is deleted',
    source: moto,
    recorded: '2023-10-12',
    steps: [
      {call: 'GetVpcLinks', answers: [200, {Items: []}]},
      {...create, answers: [201, link]},
      {
        call: 'UpdateVpcLink',
        with: {VpcLinkId: '{link.VpcLinkId}', Name: 'vpcl2'},
        answers: [200, {...link, Name: 'vpcl2'}],
      },
      {
        call: 'UntagResource',
        with: {ResourceArn: 'arn:aws:apigateway:eu-west-1::/vpclinks/{link.VpcLinkId}', TagKeys: ['Key1']},
        answers: [204, {}],
      },
      {
        call: 'GetVpcLink',
        with: {VpcLinkId: '{link.VpcLinkId}'},
        answers: [200, {...link, Name: 'vpcl2', Tags: {key2: 'val2'}}],
      },
      {call: 'DeleteVpcLink', with: {VpcLinkId: '{link.VpcLinkId}'}, answers: [202, {}]},
      {
        call: 'GetVpcLink',
        with: {VpcLinkId: 'unknown'},
        refuses: ['NotFoundException', 'Invalid VpcLink identifier specified unknown'],
      },
    ],
  },
  {
    name: 'a link that a route reaches stays',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/12195',
    recorded: '2020-10-30',
    steps: [
      create,
      {call: 'CreateApi', with: {Name: 'pets', ProtocolType: 'HTTP'}, as: 'api'},
      {
        call: 'CreateIntegration',
        with: {
          ApiId: '{api.ApiId}',
          ConnectionId: '{link.VpcLinkId}',
          ConnectionType: 'VPC_LINK',
          IntegrationMethod: 'ANY',
          IntegrationType: 'HTTP_PROXY',
          IntegrationUri: 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/a/b/c',
          PayloadFormatVersion: '1.0',
        },
        as: 'integration',
      },
      {
        call: 'CreateRoute',
        with: {
          ApiId: '{api.ApiId}',
          RouteKey: 'ANY /pets',
          Target: 'integrations/{integration.IntegrationId}',
        },
        as: 'route',
      },
      {
        call: 'DeleteVpcLink',
        with: {VpcLinkId: '{link.VpcLinkId}'},
        refuses: [
          'BadRequestException',
          "Cannot delete vpc link. Vpc link '{link.VpcLinkId}', is referenced in [ANY:{route.RouteId}] in format of [Method:Resource].",
        ],
      },
    ],
  },
]

testScenarios('VPC links of HTTP APIs', scenarios, 'apigatewayv2')
