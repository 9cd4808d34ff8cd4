import {readFileSync} from 'node:fs'

function fixture(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

/** What the inputs are made of: whole texts that are stirred, and words of a language between blanks. */
export const examples = {
  definitions: ['orders-rest.yaml', 'stock-swagger.json', 'chat-http.yaml'].map((file) =>
    fixture(`test/fixtures/spec/${file}`),
  ),
  settings: [
    'name: pets\ntype: http\ndefinition: openapi.yaml\nvariables: {a: b}\nfunctions:\n  f: {handler: index.handler, path: src}\nstages:\n  dev: {variables: {a: x}, throttle: {rateLimit: 1, burstLimit: 2}}\nalarms: {a: {metric: 5xx, above: 1%, for: 5m}}\n',
    'name: chat\ntype: websocket\nroutes: {$connect: {lambda: f}, say: &x {lambda: f}, b: *x}\nlocal: {vpcLinks: {a: "http://127.0.0.1:1"}}\n',
  ],
  vtl: "$ # \\ { } ( ) [ ] . , \" ' ! = .. 1 -3 a é #if( #end #else #elseif( #foreach($i #in #set($a #macro(m $x) #m( #define($d) #evaluate( #stop #break ## #* *# #[[ ]]# $a ${a} $!a $i $input .path( .json( .params( '$.list' $context $util .parseJson( .replaceAll( .split( .put( .get( .size() .keySet() .class && == + * /",
  jsonPath:
    '$ @ . .. * [ ] ( ) ? [?( )] [0] [-1] [0:2] [*] [,] a b list \'a\' "b" == != < > =~ && || ! in nin /x/ .length() .min() 1 -1 null',
  regex:
    'a b . * + ? *? ++ {2} {1,3} {0,} ( ) (?: (?= (?! (?<n> (?i) | [ ] [^ - && ^ $ \\d \\w \\b \\1 \\k<n> \\Q \\E \\p{L} \\x41 (a+)+ (a|a)* .*',
  selection:
    '$ { } ${ $request .body .header .querystring .path request.body.action $context .routeKey $stageVariables . [0] [ ] \\$ $default a $response.body',
  logFormat:
    '$context. $ requestId identity.sourceIp error.message - " { } [ ] \\ , : \n httpMethod authorizer.claims.x $context.status %',
  filter: '{ } [ ] ( ) $ . $.a $.b = != < > 5* "x" % %a+% ? - ERROR && || NOT EXISTS IS NULL TRUE , ... ip status',
  policies: [
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/GET/*", "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}, "StringLike": {"aws:PrincipalArn": "arn:*"}}}]}',
    '{"Statement": {"Effect": "Deny", "NotAction": ["s3:*"], "NotResource": "*", "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}}}',
  ],
  authorizations: [
    'AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123456789abcdef',
    'x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20261121%2Feu-west-1%2Fexecute-api%2Faws4_request&X-Amz-Date=20261121T060000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00',
  ],
  paths:
    '/ // . .. %2f %00 %ff % ? & = + # ; : @ localhost /execute-api/ abc /_apigw /@connections/ é 😀 \\ [ ] {proxy+} http:// __proto__',
  patches: [
    '[{"op": "replace", "path": "/description", "value": "x"}, {"op": "add", "path": "/variables/a~1b", "value": "y"}, {"op": "remove", "path": "/variables/a~1b"}]',
    '[{"op": "copy", "path": "/variables/__proto__", "from": "/x"}, {"op": "add", "path": "/variables/constructor"}]',
  ],
  plans: [
    '{"formatVersion": 1, "api": {"kind": "rest", "name": "pets"}, "target": {"name": "dev", "region": "us-east-1"}, "changes": [], "findings": [], "execution": {"way": "granular", "calls": []}, "liveHash": "a", "contentHash": "b"}',
  ],
  journals: [
    '{"at": "2026-11-21T06:00:00.000Z", "event": "start", "api": {"kind": "rest", "name": "pets"}, "target": {"name": "dev", "region": "us-east-1"}, "way": "granular", "calls": 1, "liveHash": "a", "contentHash": "b"}\n{"at": "2026-11-21T06:00:01.000Z", "event": "before", "call": 1, "operation": "CreateRestApi", "address": "restApi/pets"}\n{"at": "2026-11-21T06:00:02.000Z", "event": "end", "outcome": "done"}\n',
  ],
} as const
