terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

resource "aws_apigatewayv2_api" "api" {
  name                         = "pets"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = false
  ip_address_type              = "ipv4"
}

resource "aws_apigatewayv2_integration" "get_area0_thing0_c2beaa" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "HTTP_PROXY"
  integration_method     = "GET"
  integration_uri        = "https://example.com/area0/thing0"
  connection_type        = "INTERNET"
  timeout_milliseconds   = 30000
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "get_area0_thing0_c2beaa" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /area0/thing0"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.get_area0_thing0_c2beaa.id}"
}

resource "aws_apigatewayv2_integration" "get_area0_thing1_a148ae" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "HTTP_PROXY"
  integration_method     = "GET"
  integration_uri        = "https://example.com/area0/thing1"
  connection_type        = "INTERNET"
  timeout_milliseconds   = 30000
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "get_area0_thing1_a148ae" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /area0/thing1"
  authorization_type = "NONE"
  target             = "integrations/${aws_apigatewayv2_integration.get_area0_thing1_a148ae.id}"
}

resource "aws_apigatewayv2_stage" "api" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = "prod"
  auto_deploy = true
  stage_variables = {
    "alias" = "live"
  }

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:pets"
    format          = "{\"id\": \"$context.requestId\"}"
  }

  default_route_settings {
    throttling_burst_limit = 9
    throttling_rate_limit  = 5
  }
}

resource "aws_api_gateway_domain_name" "api_example_com_d0c43d" {
  domain_name              = "api.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/8ecb5cb4-a9c6-4b8e-9b8a-1c3f6a7d2e10"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_apigatewayv2_api_mapping" "api_example_com_v1_759040" {
  api_id          = aws_apigatewayv2_api.api.id
  domain_name     = aws_api_gateway_domain_name.api_example_com_d0c43d.domain_name
  stage           = aws_apigatewayv2_stage.api.name
  api_mapping_key = "v1"
}

resource "aws_api_gateway_domain_name" "edge_example_com_f07ec6" {
  domain_name     = "edge.example.com"
  certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/8ecb5cb4-a9c6-4b8e-9b8a-1c3f6a7d2e10"

  endpoint_configuration {
    types = ["EDGE"]
  }
}
