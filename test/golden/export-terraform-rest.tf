terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "SECRET" {
  type      = string
  sensitive = true
}

data "aws_caller_identity" "current" {
}

resource "aws_api_gateway_rest_api" "api" {
  name                         = "pets"
  api_key_source               = "HEADER"
  disable_execute_api_endpoint = false
  policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      {
        "Effect"    = "Allow"
        "Principal" = "*"
        "Action"    = "execute-api:Invoke"
        "Resource"  = "*"
      },
    ]
  })
  tags = {
    "team" = "store"
  }

  endpoint_configuration {
    types           = ["REGIONAL"]
    ip_address_type = "ipv4"
  }
}

resource "aws_api_gateway_resource" "area0_e3ceec" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "area0"
}

resource "aws_api_gateway_resource" "area0_thing0_004417" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_resource.area0_e3ceec.id
  path_part   = "thing0"
}

resource "aws_api_gateway_resource" "area0_thing1_b001c2" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_resource.area0_e3ceec.id
  path_part   = "thing1"
}

resource "aws_api_gateway_model" "pet_8f0d1b" {
  rest_api_id  = aws_api_gateway_rest_api.api.id
  name         = "Pet"
  content_type = "application/json"
  schema = jsonencode({
    "type" = "object"
    "properties" = {
      "name" = {
        "type" = "string"
      }
    }
  })
}

resource "aws_api_gateway_request_validator" "all" {
  rest_api_id                 = aws_api_gateway_rest_api.api.id
  name                        = "all"
  validate_request_body       = true
  validate_request_parameters = true
}

resource "aws_api_gateway_authorizer" "guard" {
  rest_api_id     = aws_api_gateway_rest_api.api.id
  name            = "guard"
  type            = "TOKEN"
  authorizer_uri  = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:list-pets/invocations"
  identity_source = "method.request.header.Authorization"
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  response_type = "UNAUTHORIZED"
  status_code   = "401"
  response_templates = {
    "application/json" = "{\"message\": $context.error.messageString}"
  }
}

resource "aws_api_gateway_method" "get_area0_thing0_c2beaa" {
  rest_api_id      = aws_api_gateway_rest_api.api.id
  resource_id      = aws_api_gateway_resource.area0_thing0_004417.id
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = false
}

resource "aws_api_gateway_method_response" "get_area0_thing0_200_b06064" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing0_004417.id
  http_method = aws_api_gateway_method.get_area0_thing0_c2beaa.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration" "get_area0_thing0_c2beaa" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing0_004417.id
  http_method = aws_api_gateway_method.get_area0_thing0_c2beaa.http_method
  type        = "MOCK"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
  passthrough_behavior = "WHEN_NO_MATCH"
  timeout_milliseconds = 29000
}

resource "aws_api_gateway_integration_response" "get_area0_thing0_200_b06064" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing0_004417.id
  http_method = aws_api_gateway_method.get_area0_thing0_c2beaa.http_method
  status_code = aws_api_gateway_method_response.get_area0_thing0_200_b06064.status_code
  depends_on  = [aws_api_gateway_integration.get_area0_thing0_c2beaa]
}

resource "aws_api_gateway_method" "get_area0_thing1_a148ae" {
  rest_api_id          = aws_api_gateway_rest_api.api.id
  resource_id          = aws_api_gateway_resource.area0_thing1_b001c2.id
  http_method          = "GET"
  authorization        = "CUSTOM"
  authorizer_id        = aws_api_gateway_authorizer.guard.id
  api_key_required     = false
  request_validator_id = aws_api_gateway_request_validator.all.id
  request_parameters = {
    "method.request.querystring.page" = true
  }
  request_models = {
    "application/json" = aws_api_gateway_model.pet_8f0d1b.name
  }
}

resource "aws_api_gateway_method_response" "get_area0_thing1_200_1fe574" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing1_b001c2.id
  http_method = aws_api_gateway_method.get_area0_thing1_a148ae.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration" "get_area0_thing1_a148ae" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing1_b001c2.id
  http_method = aws_api_gateway_method.get_area0_thing1_a148ae.http_method
  type        = "MOCK"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
  passthrough_behavior = "WHEN_NO_MATCH"
  timeout_milliseconds = 29000
}

resource "aws_api_gateway_integration_response" "get_area0_thing1_200_1fe574" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.area0_thing1_b001c2.id
  http_method = aws_api_gateway_method.get_area0_thing1_a148ae.http_method
  status_code = aws_api_gateway_method_response.get_area0_thing1_200_1fe574.status_code
  depends_on  = [aws_api_gateway_integration.get_area0_thing1_a148ae]
}

resource "aws_api_gateway_deployment" "api" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  depends_on = [
    aws_api_gateway_rest_api.api,
    aws_api_gateway_resource.area0_e3ceec,
    aws_api_gateway_resource.area0_thing0_004417,
    aws_api_gateway_resource.area0_thing1_b001c2,
    aws_api_gateway_model.pet_8f0d1b,
    aws_api_gateway_request_validator.all,
    aws_api_gateway_authorizer.guard,
    aws_api_gateway_gateway_response.unauthorized,
    aws_api_gateway_method.get_area0_thing0_c2beaa,
    aws_api_gateway_method_response.get_area0_thing0_200_b06064,
    aws_api_gateway_integration.get_area0_thing0_c2beaa,
    aws_api_gateway_integration_response.get_area0_thing0_200_b06064,
    aws_api_gateway_method.get_area0_thing1_a148ae,
    aws_api_gateway_method_response.get_area0_thing1_200_1fe574,
    aws_api_gateway_integration.get_area0_thing1_a148ae,
    aws_api_gateway_integration_response.get_area0_thing1_200_1fe574,
  ]

  lifecycle {
    create_before_destroy = true
    replace_triggered_by = [
      aws_api_gateway_rest_api.api,
      aws_api_gateway_resource.area0_e3ceec,
      aws_api_gateway_resource.area0_thing0_004417,
      aws_api_gateway_resource.area0_thing1_b001c2,
      aws_api_gateway_model.pet_8f0d1b,
      aws_api_gateway_request_validator.all,
      aws_api_gateway_authorizer.guard,
      aws_api_gateway_gateway_response.unauthorized,
      aws_api_gateway_method.get_area0_thing0_c2beaa,
      aws_api_gateway_method_response.get_area0_thing0_200_b06064,
      aws_api_gateway_integration.get_area0_thing0_c2beaa,
      aws_api_gateway_integration_response.get_area0_thing0_200_b06064,
      aws_api_gateway_method.get_area0_thing1_a148ae,
      aws_api_gateway_method_response.get_area0_thing1_200_1fe574,
      aws_api_gateway_integration.get_area0_thing1_a148ae,
      aws_api_gateway_integration_response.get_area0_thing1_200_1fe574,
    ]
  }
}

resource "aws_api_gateway_stage" "api" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "prod"
  description   = "the real one"
  variables = {
    "alias"  = "live"
    "secret" = "${var.SECRET}"
  }
  xray_tracing_enabled  = true
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
  tags = {
    "team" = "store"
  }

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:pets"
    format          = "{\"id\": \"$context.requestId\"}"
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.api.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    throttling_burst_limit = 9
    throttling_rate_limit  = 5
  }
}

resource "aws_api_gateway_method_settings" "get_area0_thing0_c2beaa" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  stage_name  = aws_api_gateway_stage.api.stage_name
  method_path = "area0/thing0/GET"

  settings {
    caching_enabled      = true
    cache_ttl_in_seconds = 60
  }
}

resource "aws_api_gateway_usage_plan" "basic" {
  name = "basic"

  api_stages {
    api_id = aws_api_gateway_rest_api.api.id
    stage  = aws_api_gateway_stage.api.stage_name

    throttle {
      path        = "/area0/thing0/GET"
      rate_limit  = 1
      burst_limit = 2
    }
  }

  quota_settings {
    limit  = 1000
    period = "MONTH"
  }

  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }
}

resource "aws_api_gateway_api_key" "acme_ltd_ba6eeb" {
  name        = "ACME Ltd"
  description = "of ACME"
  tags = {
    "team" = "store"
  }
}

resource "aws_api_gateway_usage_plan_key" "basic_acme_ltd_acc5a5" {
  key_id        = aws_api_gateway_api_key.acme_ltd_ba6eeb.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.basic.id
}

resource "aws_api_gateway_domain_name" "api_example_com_d0c43d" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/8ecb5cb4-a9c6-4b8e-9b8a-1c3f6a7d2e10"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_apigatewayv2_api_mapping" "api_example_com_7c92d0" {
  api_id      = aws_api_gateway_rest_api.api.id
  domain_name = aws_api_gateway_domain_name.api_example_com_d0c43d.domain_name
  stage       = aws_api_gateway_stage.api.stage_name
}

resource "aws_apigatewayv2_api_mapping" "api_example_com_v1_759040" {
  api_id          = aws_api_gateway_rest_api.api.id
  domain_name     = aws_api_gateway_domain_name.api_example_com_d0c43d.domain_name
  stage           = aws_api_gateway_stage.api.stage_name
  api_mapping_key = "v1"
}

resource "aws_api_gateway_domain_name" "edge_example_com_f07ec6" {
  domain_name     = "edge.example.com"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/8ecb5cb4-a9c6-4b8e-9b8a-1c3f6a7d2e10"

  endpoint_configuration {
    types = ["EDGE"]
  }
}

resource "aws_api_gateway_base_path_mapping" "edge_example_com_pets_f43b8a" {
  api_id      = aws_api_gateway_rest_api.api.id
  domain_name = aws_api_gateway_domain_name.edge_example_com_f07ec6.domain_name
  stage_name  = aws_api_gateway_stage.api.stage_name
  base_path   = "pets"
}

resource "aws_lambda_permission" "list_pets_prod_get_pets_40862b" {
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:${data.aws_caller_identity.current.account_id}:function:list-pets"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api.execution_arn}/prod/GET/pets/*"
}

resource "aws_cloudwatch_metric_alarm" "pets_prod_errors_226a8d" {
  alarm_name  = "pets-prod-errors"
  namespace   = "AWS/ApiGateway"
  metric_name = "5XXError"
  dimensions = {
    "ApiName" = "pets"
    "Stage"   = "prod"
  }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.01
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:alarms"]
}

resource "aws_cloudwatch_metric_alarm" "pets_prod_slow_838905" {
  alarm_name  = "pets-prod-slow"
  namespace   = "AWS/ApiGateway"
  metric_name = "Latency"
  dimensions = {
    "ApiId" = aws_api_gateway_rest_api.api.id
  }
  extended_statistic  = "p99"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_log_group" "pets" {
  name              = "pets"
  retention_in_days = 30
}
