/**
 * The Python side of the Runtime API: loads the handler of _HANDLER from LAMBDA_TASK_ROOT and answers invocations, with
 * the error shapes of Lambda's Python runtimes. Passed to `python3 -c`, so that it needs no file; standard library only.
 */
export const pythonBootstrap = String.raw`
import http.client, importlib, json, os, sys, time, traceback

_ROOT = '/2018-06-01/runtime/'
_connection = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])


def _call(method, path, body=None):
    _connection.request(method, _ROOT + path, body, {'Content-Type': 'application/json'})
    response = _connection.getresponse()
    return response.headers, response.read().decode('utf-8')


class LambdaContext(object):
    def __init__(self, headers):
        self.aws_request_id = headers['Lambda-Runtime-Aws-Request-Id']
        self.invoked_function_arn = headers['Lambda-Runtime-Invoked-Function-Arn']
        self.function_name = os.environ['AWS_LAMBDA_FUNCTION_NAME']
        self.function_version = os.environ['AWS_LAMBDA_FUNCTION_VERSION']
        self.memory_limit_in_mb = os.environ['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
        self.log_group_name = os.environ['AWS_LAMBDA_LOG_GROUP_NAME']
        self.log_stream_name = os.environ['AWS_LAMBDA_LOG_STREAM_NAME']
        self.identity = None
        self.client_context = None
        self._deadline_ms = int(headers['Lambda-Runtime-Deadline-Ms'])

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline_ms - time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class _Failure(Exception):
    def __init__(self, error_type, message, frames=()):
        super().__init__(message)
        self.payload = {'errorMessage': message, 'errorType': error_type, 'requestId': '', 'stackTrace': list(frames)}


def _frames(error):
    kept = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != '<string>']
    return traceback.format_list([frame for frame in kept if 'importlib' not in frame.filename])


def _load():
    name = os.environ['_HANDLER']
    if '.' not in name:
        raise _Failure('Runtime.MalformedHandlerName', "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    module_name, function_name = name.rsplit('.', 1)
    sys.path.insert(0, os.environ['LAMBDA_TASK_ROOT'])
    try:
        module = importlib.import_module(module_name.replace('/', '.'))
    except ImportError as error:
        raise _Failure('Runtime.ImportModuleError', "Unable to import module '%s': %s" % (module_name, error), _frames(error))
    except SyntaxError as error:
        message = "Syntax error in module '%s': %s" % (module_name, error)
        raise _Failure('Runtime.UserCodeSyntaxError', message, ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, (error.text or '').strip())])
    if not hasattr(module, function_name):
        raise _Failure('Runtime.HandlerNotFound', "Handler '%s' missing on module '%s'" % (function_name, module_name))
    return getattr(module, function_name)


def _describe(error, request_id):
    if isinstance(error, _Failure):
        return dict(error.payload, requestId=request_id)
    return {'errorMessage': str(error), 'errorType': type(error).__name__, 'requestId': request_id, 'stackTrace': _frames(error)}


def _report(payload):
    sys.stderr.write('[ERROR] %s: %s\n' % (payload['errorType'], payload['errorMessage']))
    if payload['stackTrace']:
        sys.stderr.write('Traceback (most recent call last):\n' + ''.join(payload['stackTrace']).rstrip('\n') + '\n')


def _answer(handler, headers, body):
    result = handler(json.loads(body), LambdaContext(headers))
    try:
        return json.dumps(result, ensure_ascii=False).encode('utf-8')
    except (TypeError, ValueError) as error:
        raise _Failure('Runtime.MarshalError', 'Unable to marshal response: %s' % error)


def _main():
    try:
        handler = _load()
    except Exception as error:
        payload = _describe(error, '')
        _report(payload)
        sys.stderr.flush()
        _call('POST', 'init/error', json.dumps(payload))
        sys.exit(1)
    while True:
        headers, body = _call('GET', 'invocation/next')
        request_id = headers['Lambda-Runtime-Aws-Request-Id']
        try:
            result, path = _answer(handler, headers, body), 'response'
        except Exception as error:
            payload = _describe(error, request_id)
            _report(payload)
            result, path = json.dumps(payload), 'error'
        sys.stdout.flush()
        sys.stderr.flush()
        _call('POST', 'invocation/%s/%s' % (request_id, path), result)


_main()
`
