BeforeAll {
    . $PSScriptRoot/Helper.ps1

    function Assert-Record($Record, [string] $Id, [string] $Category, [string] $Command = 'GetSinchConversation') {
        $Record | Should -Not -BeNullOrEmpty
        $Record.FullyQualifiedErrorId | Should -Be "Sinch$Id,SinchConv.Commands.${Command}Command"
        $Record.CategoryInfo.Category | Should -Be $Category
        $Record.Exception.GetType().Name | Should -Be SinchException
        $Record.Exception.Message | Should -Not -BeNullOrEmpty
        $Record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'A failure' {
    AfterEach {
        Disconnect-SinchProject
        Stop-TestServer $server
        $server = $null
    }

    Context 'A listing that meets <Fault> on its first page' -ForEach @(
        @{ Fault = '400@0'; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Ends = $false }
        @{ Fault = '404@0'; Id = 'NotFound'; Category = 'ObjectNotFound'; Ends = $false }
        @{ Fault = '401@0,401@1'; Id = 'AuthenticationFailed'; Category = 'AuthenticationError'; Ends = $true }
        @{ Fault = '403@0'; Id = 'PermissionDenied'; Category = 'PermissionDenied'; Ends = $true }
        @{ Fault = '429@0'; Id = 'Throttled'; Category = 'LimitsExceeded'; Ends = $true }
        @{ Fault = '503@0'; Id = 'Unavailable'; Category = 'ResourceUnavailable'; Ends = $true }
        @{ Fault = 'reset@0'; Id = 'Unavailable'; Category = 'ResourceUnavailable'; Ends = $true }
        @{ Fault = 'stall@0'; Id = 'Timeout'; Category = 'OperationTimeout'; Ends = $true }
        @{ Fault = '200@0'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult'; Ends = $true }
    ) {
        It 'reports Sinch<Id>, and ends: <Ends>' {
            $server = Start-TestServer '--fault', $Fault
            Connect-TestServer $server @{ TimeoutSec = if ($Fault -like 'stall*') { 5 } else { 60 } }
            $inputs = [pscustomobject] @{ AppId = $server.AppId }, [pscustomobject] @{ AppId = $server.AppId }
            $outcome = Get-Outcome { $inputs | Get-SinchConversation -First 3 }
            if ($Ends) {
                Assert-Record $outcome.Ended $Id $Category
                $outcome.Errors | Should -BeNullOrEmpty
                $outcome.Output | Should -BeNullOrEmpty
            }
            else {
                $outcome.Ended | Should -BeNullOrEmpty
                $outcome.Errors.Count | Should -Be 1
                Assert-Record $outcome.Errors[0] $Id $Category
                $outcome.Output.Count | Should -Be 3 -Because 'the next input goes on'
            }
            (@($outcome.Errors) + $outcome.Ended | Where-Object { $_ }).TargetObject | Should -Be $server.AppId
        }
    }

    Context 'A look-up by ID that meets <Fault>' -ForEach @(
        @{ Fault = '400@0'; Id = 'InvalidRequest'; Category = 'InvalidArgument' }
        @{ Fault = '404@0'; Id = 'NotFound'; Category = 'ObjectNotFound' }
        @{ Fault = '503@0'; Id = 'Unavailable'; Category = 'ResourceUnavailable' }
        @{ Fault = 'stall@0'; Id = 'Timeout'; Category = 'OperationTimeout' }
        @{ Fault = '200@0'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult' }
    ) {
        It 'reports Sinch<Id> and goes on with the next ID' {
            $known = (Connect-SinchProject -Sandbox -PassThru | ForEach-Object { Get-SinchConversation -Session $_ -First 1 }).ConversationId
            $server = Start-TestServer '--fault', $Fault
            Connect-TestServer $server @{ TimeoutSec = if ($Fault -like 'stall*') { 5 } else { 60 } }
            $outcome = Get-Outcome { 'first', $known | Get-SinchConversation }
            $outcome.Ended | Should -BeNullOrEmpty
            $outcome.Errors.Count | Should -Be 1
            Assert-Record $outcome.Errors[0] $Id $Category
            $outcome.Errors[0].TargetObject | Should -Be first
            $outcome.Output.ConversationId | Should -Be $known
        }
    }

    Context 'An error' {
        It 'is SinchNotConnected without a session' {
            Assert-Record (Get-Outcome { Get-SinchConversation }).Ended NotConnected ConnectionError
        }

        It 'is SinchNotConnected once the session was disconnected' {
            $session = Connect-SinchProject -Sandbox -PassThru
            Disconnect-SinchProject
            Assert-Record (Get-Outcome { Get-SinchConversation -Session $session }).Ended NotConnected ConnectionError
        }

        It 'is SinchAuthenticationFailed for a wrong secret, when connecting already' {
            $server = Start-TestServer
            $outcome = Get-Outcome { Connect-TestServer $server @{ KeySecret = ConvertTo-Secret 'not-it' } }
            Assert-Record $outcome.Ended AuthenticationFailed AuthenticationError ConnectSinchProject
            Get-SinchSession | Should -BeNullOrEmpty
        }

        It 'is SinchPermissionDenied for the project of somebody else' {
            $server = Start-TestServer
            Connect-TestServer $server @{ ProjectId = 'elsewhere' }
            Assert-Record (Get-Outcome { Get-SinchConversation }).Ended PermissionDenied PermissionDenied
        }

        It 'is SinchUnavailable where nobody listens' {
            $server = Start-TestServer
            Connect-TestServer $server
            Stop-TestServer $server
            Assert-Record (Get-Outcome { Get-SinchConversation }).Ended Unavailable ResourceUnavailable
        }

        It 'is SinchInvalidRequest for parameters that contradict each other' {
            $null = Connect-SinchProject -Sandbox
            (Get-Outcome { Get-SinchConversation -First 1 -All }).Ended.FullyQualifiedErrorId | Should -BeLike 'SinchInvalidRequest,*'
        }

        It 'names every missing piece and its variable' {
            $text = "$((Get-Outcome { Connect-SinchProject }).Ended)"
            foreach ($variable in 'SINCH_PROJECT_ID', 'SINCH_KEY_ID', 'SINCH_KEY_SECRET', 'SINCH_CONVERSATION_REGION') { $text | Should -Match $variable }
        }

        It 'stops a script that says so: -ErrorAction Stop' {
            $null = Connect-SinchProject -Sandbox
            { Get-SinchConversation -ConversationId unknown -ErrorAction Stop } | Should -Throw -ErrorId 'SinchNotFound,SinchConv.Commands.GetSinchConversationCommand'
        }

        It 'makes a script in a fresh shell end with an exit code' {
            $child = Invoke-ChildShell "`$ErrorActionPreference = 'Stop'; Connect-SinchProject -Sandbox; Get-SinchConversation -ConversationId unknown; 'not reached'"
            $child.ExitCode | Should -Be 1
            $child.Text | Should -Not -Match '(?m)^not reached$'
        }
    }

    Context 'A listing that breaks off' {
        It 'is resumed without loss' {
            $server = Start-TestServer '--fault', '503@3'
            Connect-TestServer $server
            $outcome = Get-Outcome { Get-SinchConversation -All }
            Assert-Record $outcome.Ended Unavailable ResourceUnavailable
            $outcome.Output.Count | Should -Be 60
            $rest = foreach ($part in $outcome.Ended.Exception.ResumeParameters) { Get-SinchConversation @part }
            @($outcome.Output) + $rest | Sort-Object ConversationId -Unique | Should -HaveCount 1234
            $rest.Count | Should -Be (1234 - 60)
        }

        It 'is repeated unnoticed when the fault passes' {
            $server = Start-TestServer '--fault', '503@1,reset@4'
            Connect-TestServer $server @{ MaximumRetryCount = 2 }
            $outcome = Get-Outcome { Get-SinchConversation -First 200 }
            $outcome.Ended | Should -BeNullOrEmpty
            $outcome.Errors | Should -BeNullOrEmpty
            $outcome.Output.Count | Should -Be 200
        }
    }
}
